/* Course suggestions for one learner: replaces the general list with one that is made of what this learner did. */
(() => {
  const home = new URL('.', document.currentScript.src);
  const KEY = 'recs.profile';

  async function refresh() {
    const list = document.querySelector('[data-suggestions]');
    const profile = JSON.parse(localStorage.getItem(KEY) ?? '{"pages":0}');
    profile.pages += 1;
    localStorage.setItem(KEY, JSON.stringify(profile));
    document.cookie = 'recs_id=learner-7; path=/; max-age=2592000; samesite=lax';
    if (!list) return;
    const answer = await fetch(new URL(`suggestions?pages=${profile.pages}`, home));
    const { because, courses } = await answer.json();
    list.replaceChildren(
      ...courses.map(({ title, about }) => {
        const item = document.createElement('li');
        const strong = document.createElement('strong');
        strong.textContent = title;
        const text = document.createElement('span');
        text.textContent = about;
        item.append(strong, text);
        return item;
      }),
    );
    const note = document.querySelector('[data-suggestions-note]');
    if (note) note.textContent = `Tailored to you, ${because}.`;
    list.dataset.suggestions = 'tailored';
  }

  window.recs = { refresh: () => refresh().catch(() => {}) };
  window.recs.refresh();
})();
