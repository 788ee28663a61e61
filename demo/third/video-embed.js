/* The video host's player. A canvas draws the picture, so no video file is needed. */
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

  // The icons of the buttons go into the page itself. If they were a file of their own, Chromium would sometimes wait for
  // it for ever while nobody has scrolled to the frame, and the page around the frame would wait, too.
  fetch(`/plyr/plyr.svg?from=${from}`)
    .then((answer) => answer.text())
    .then((text) => {
      const icons = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
      icons.style.display = 'none';
      document.body.append(icons);
    })
    .catch(() => {
      /* the buttons have no icons then, but they have their names */
    });
  const player = new window.Plyr(video, {
    iconUrl: '',
    controls: ['play-large', 'play', 'mute', 'volume', 'fullscreen'],
    muted: true,
  });

  try {
    localStorage.setItem('vid.history', JSON.stringify({ video: number, opened: Date.now() }));
  } catch {
    /* the browser gives this frame no storage: the player works without */
  }
  const tell = (what) =>
    fetch(`/video/beacon?what=${what}&video=${number}&from=${from}`, { method: 'POST', keepalive: true }).catch(
      () => {},
    );
  tell('open');
  player.on('play', () => tell('play'));
})();
