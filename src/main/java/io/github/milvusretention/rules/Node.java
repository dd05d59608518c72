package io.github.milvusretention.rules;

import java.util.List;

/** A part of a YAML file, with every scalar as the text that is written there. */
sealed interface Node {
  Place place();

  /** What a reader would call it. */
  String kind();

  /** A value, quoted or not; empty where nothing is written. */
  record Scalar(String text, Place place) implements Node {
    @Override
    public String kind() {
      return "a value";
    }

    /** Never prints the value, which may be a token. */
    @Override
    public String toString() {
      return "a value at " + place;
    }
  }

  /** A list. */
  record Items(List<Node> nodes, Place place) implements Node {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys, each different from the others, in the order of the file. */
  record Keys(List<Entry> entries, Place place) implements Node {
    @Override
    public String kind() {
      return "keys beneath it";
    }
  }

  /**
   * A key and what stands beneath it.
   *
   * @param place of the key
   */
  record Entry(String key, Place place, Node value) {
    static final String CUT = ":…";

    /** A key with a colon in it is most likely a key and a value, and that may be a token. */
    public Entry {
      key = key.replaceFirst("(?s):.*", CUT);
    }
  }
}
