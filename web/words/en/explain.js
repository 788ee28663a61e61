// English: why something runs, is held or is missing. `{name}` is what the question is about, `{law}` the law that
// counted, `{when}` a date, `{value}` an age.
export default {
  lang: 'en',
  law: '{title} ({source})',
  strict: 'the strict profile, which holds where a place is unknown or its law is uncertain,',
  none: 'the law',

  necessary: '{name} runs: the site cannot work without it, so it cannot be refused.',
  silent: '{name} runs, because {law} lets it run until you refuse it, and you have not.',
  undecided: '{name} is held, because {law} asks for consent first and you have not chosen.',
  policy: "{name} is held, because {law} asks for consent first and the site's policy has changed since you chose.",
  expired: '{name} is held, because {law} asks for consent first and your choice has expired.',
  jurisdiction: '{name} is held, because {law} asks for consent first and you chose where no law did.',
  granted: '{name} runs, because you allowed it on {when}.',
  insisted: "{name} runs, because you allowed it by hand on {when}, although your browser's signal refuses it.",
  permitted: '{name} runs, because a parent permitted it on {when}, as the site has verified.',
  refused: '{name} is held, because you refused it on {when}.',
  signal:
    '{name} is held, because your browser sends a signal that refuses sale, sharing and advertising, and {law} has it obeyed.',
  parent: '{name} is held, because {law} leaves consent below the age of {value} to a parent, and the site has none.',
  age: '{name} does not exist for you, because {law} forbids it below the age of {value}, whatever anybody agrees to.',
  anyAge: '{name} does not exist here, because {law} forbids it for pupils and children, whatever anybody agrees to.',
  agreement:
    '{name} is held, because it would receive educational records and the config names no agreement of the school with it.',
  again: 'Asked again on {until}, or when something changes.',

  owed: '“{name}” is here, because {law} wants it.',
  offered: '“{name}” is here: this layer has it everywhere.',
  settled: '“{name}” is not here, because there is nothing to ask: no first layer is shown.',
  unowed: '“{name}” is not here, because no law of this place wants it.',
  unsold: '“{name}” is not here: {law} wants it of who sells, shares or advertises, and nothing here does that to you.',
  elsewhere: '“{name}” is not here: it is a button of another layer.',
  objects: '“{name}” is not here: this layer asks nothing, for what runs here runs until it is refused.',
  unknown: "“{name}” is no category, service, button or host of this site's config, and what is unknown is held.",
  unmarked:
    "This {name} runs: it bears no mark that this site's config knows, and nothing holds it for where it comes from.",
  undeclared: "“{name}” is declared by nobody in this site's config, which {value} such names.",
};
