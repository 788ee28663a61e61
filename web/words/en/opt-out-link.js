// English: what the laws of American states prescribe, to the letter.
export default {
  choices: 'Your Privacy Choices', // 11 CCR 7015(b), beside the icon
  rights: 'Your Opt-Out Rights', // Montana SB 297
  'opt-out': 'Your Privacy Choices', // where the words are free
  honored: 'Opt-Out Request Honored', // 11 CCR 7025(c)(6)
  texas: 'NOTICE: We may sell your sensitive personal data.', // TBCC 541.102(b)
  florida: 'NOTICE: This website may sell your sensitive personal data.', // FS 501.71
};
