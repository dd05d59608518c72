package io.github.milvusretention.database;

/**
 * Finds a part of a text in SQL, in capital letters or not as far as A to Z go. Not by LOWER, for
 * which H2 takes the language of the JVM: in a Turkish one I is not the capital of i. Not by LIKE,
 * to which some characters of a name mean something.
 */
public final class TextSearch {
  private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";

  private TextSearch() {}

  /**
   * A condition: whether the column contains the text. Unknown for a column that is null.
   *
   * @param parameter the name of the parameter that has the text
   */
  public static String contains(String column, String parameter) {
    return "POSITION("
        + small("CAST(:" + parameter + " AS VARCHAR)")
        + " IN "
        + small(column)
        + ") > 0";
  }

  private static String small(String text) {
    return "TRANSLATE(" + text + ", '" + CAPITALS + "', '" + SMALL + "')";
  }
}
