/* The video host's player. The picture is drawn, not filmed: a canvas stream needs no video file. */
(() => {
  const video = document.getElementById('player');
  const { number, from } = video.dataset;
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 360;
  const ink = canvas.getContext('2d');
  const began = performance.now();

  const draw = () => {
    const t = (performance.now() - began) / 1000;
    ink.fillStyle = '#10161d';
    ink.fillRect(0, 0, 640, 360);
    ink.strokeStyle = '#5cc8b0';
    ink.lineWidth = 4;
    ink.beginPath();
    for (let x = 0; x <= 640; x += 4) ink.lineTo(x, 190 + 60 * Math.sin(x / 70 + t) * Math.cos(x / 190 - t / 3));
    ink.stroke();
    ink.fillStyle = '#f2f5f7';
    ink.font = '28px system-ui, sans-serif';
    ink.fillText(`Lecture ${number}`, 32, 60);
  };
  draw();
  setInterval(draw, 66);
  if (canvas.captureStream) video.srcObject = canvas.captureStream(15);

  // The pictures of the buttons, in the page itself: from a file of their own Chromium now and then waits for them for
  // ever, where nobody has scrolled to the frame, and the page around it with it.
  fetch(`/plyr/plyr.svg?from=${from}`)
    .then((answer) => answer.text())
    .then((text) => {
      const icons = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
      icons.style.display = 'none';
      document.body.append(icons);
    })
    .catch(() => {
      /* a player without pictures on its buttons; their names are there */
    });
  const player = new window.Plyr(video, {
    iconUrl: '',
    controls: ['play-large', 'play', 'mute', 'volume', 'fullscreen'],
    muted: true,
  });

  try {
    localStorage.setItem('vid.history', JSON.stringify({ video: number, opened: Date.now() }));
  } catch {
    /* the browser gives frames no storage: the host plays on without */
  }
  const tell = (what) =>
    fetch(`/video/beacon?what=${what}&video=${number}&from=${from}`, { method: 'POST', keepalive: true }).catch(
      () => {},
    );
  tell('open');
  player.on('play', () => tell('play'));
})();
