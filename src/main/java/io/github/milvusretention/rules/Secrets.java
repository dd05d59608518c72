package io.github.milvusretention.rules;

/** What becomes of a secret of the rules that has no value, for example of an unset variable. */
public enum Secrets {
  /** It is a mistake, as for any other key. */
  NEEDED,
  /** The rules are without it. For those that contact nothing. */
  IF_SET
}
