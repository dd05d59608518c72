package io.github.milvusretention.sandbox;

/** The error texts and codes of one release, as merr and the proxy of Milvus write them. */
final class Errors {
  static final String LOADED =
      "partition cannot be dropped, partition is loaded, please release it first";
  static final String DEFAULT_PARTITION = "default partition cannot be deleted";

  private final Version version;

  Errors(Version version) {
    this.version = version;
  }

  /** A refusal without a code of its own: 65535, or 1100 with a suffix. */
  Refused refused(String text) {
    return new Refused(version.refusalCode(), text + version.refusalSuffix());
  }

  Refused partitionKeyMode(String verb) {
    return refused("disable " + verb + " if partition key mode is used");
  }

  Refused databaseMissing(String database) {
    return new Refused(
        800,
        version.has(Version.Trait.DATABASES)
            ? "database not found[database=" + database + "]"
            : "database not found, database: " + database);
  }

  Refused collectionMissing(String database, String collection) {
    return new Refused(
        100, "collection not found[database=%s][collection=%s]".formatted(database, collection));
  }

  /** {@code collections/describe} has its own text for the same code. */
  Refused collectionUnknown(String database, String collection) {
    String found = version.has(Version.Trait.TEXTS_OF_2_3) ? " collection not found" : "";
    return new Refused(
        100,
        "can't find collection%s[database=%s][collection=%s]"
            .formatted(found, database, collection));
  }

  /**
   * The text of {@code collections/get_load_state}, and of what describe says of an alias: without
   * the database.
   */
  Refused collectionUnresolved(String collection) {
    return new Refused(100, "collection not found[collection=" + collection + "]");
  }

  static Refused aliasMissing(String database, String alias) {
    return new Refused(1600, "alias not found[database=%s][alias=%s]".formatted(database, alias));
  }

  /** The code 200 of "partition not found" is also the success code of early releases. */
  Refused partitionMissing(String partition) {
    return new Refused(200, "partition not found[partition=" + partition + "]");
  }

  static Refused collectionNotLoaded(String collection) {
    return new Refused(101, "collection not loaded[collection=" + collection + "]");
  }

  static Refused partitionNotLoaded(long partition) {
    return new Refused(201, "partition not loaded[partition=" + partition + "]");
  }

  Refused noPartitionNamed() {
    String expected = version.has(Version.Trait.TEXTS_OF_2_3) ? "any parttiion" : "any partition";
    return invalid("invalid parameter[expected=" + expected + "][actual=empty partition list]");
  }

  /** The text of a missing privilege, sent with HTTP 403. */
  Refused forbidden(String privilege, String user, String database) {
    String where =
        version.has(Version.Trait.TEXTS_OF_2_3) ? "" : " in the `" + database + "` database";
    return new Refused(
        65535,
        "rpc error: code = PermissionDenied desc = Privilege%s: permission deny to %s%s"
            .formatted(privilege, user, where));
  }

  static Refused invalid(String text) {
    return new Refused(1100, text);
  }

  static Refused badFormat(String detail) {
    return new Refused(1801, "can only accept json format request, " + detail);
  }

  static Refused missingParameter(String struct, String field) {
    return new Refused(
        1802,
        ("missing required parameters, error: Key: '%s.%s' Error:Field validation for '%s' failed"
                + " on the 'required' tag")
            .formatted(struct, field, field));
  }
}
