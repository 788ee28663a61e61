// What a site could write by hand, and nothing that could be left out: hold by category, two buttons, withdrawal with its cookies.
// No settings, no reasons, no services, no keyboard, no other tabs, no policy versions: the floor that a runtime is measured against.
(function (doc) {
  self.bench?.start();
  var scripts = '@scripts@', started = {}, banner;
  var match = /(?:^|; )floor=(\w*)/.exec(doc.cookie), choice = match && match[1];
  function load() {
    scripts.forEach(function (pair) {
      if (choice.indexOf(pair[1]) < 0 || started[pair[0]]) return;
      started[pair[0]] = true;
      var script = doc.createElement('script');
      script.async = true;
      script.src = pair[0];
      doc.head.appendChild(script);
    });
  }
  function fill() {
    doc.querySelectorAll('[data-floor]').forEach(function (element) {
      if (choice.indexOf(element.dataset.floor) >= 0 && !element.src) element.src = element.dataset.src;
    });
  }
  function choose(letters) {
    choice = letters;
    doc.cookie = 'floor=' + letters + ';path=/;max-age=31536000;samesite=lax';
    banner.hidden = true;
    if (!letters) doc.cookie.split('; ').forEach(function (pair) {
      if (pair.indexOf('_tp_') === 0) doc.cookie = pair.split('=')[0] + '=;path=/;max-age=0';
    });
    load();
    fill();
  }
  self.floorShow = function () {
    if (!banner) {
      banner = doc.createElement('div');
      banner.id = 'floor';
      banner.innerHTML = '<p>We use cookies and similar technologies for measurement, functionality and advertising. You can accept or reject all '
        + 'optional categories.</p><button id="floor-yes">Accept all</button><button id="floor-no">Reject all</button>';
      banner.onclick = function (event) {
        if (event.target.id === 'floor-yes') choose('pft');
        if (event.target.id === 'floor-no') choose('');
      };
      doc.body.appendChild(banner);
    }
    banner.hidden = false;
  };
  if (choice) load();
  doc.addEventListener('DOMContentLoaded', function () { if (choice === null) self.floorShow(); else fill(); });
})(document);
