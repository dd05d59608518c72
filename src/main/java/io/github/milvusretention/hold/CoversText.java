package io.github.milvusretention.hold;

import io.github.milvusretention.policy.hold.Covers;
import io.github.milvusretention.policy.hold.Days;
import io.github.milvusretention.policy.hold.NameGlob;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a hold covers, as JSON. A condition that this version does not know is an error. */
record CoversText(
    @Nullable String policy,
    @Nullable String cluster,
    @Nullable String database,
    @Nullable String collection,
    @Nullable String partition,
    @Nullable String from,
    @Nullable String to,
    @Nullable List<String> servers) {

  /**
   * @param servers the addresses of the clusters that it names, so that it still covers them when
   *     they are renamed in the rules; null for those of the names alone
   */
  static String write(Covers covers, @Nullable List<String> servers) {
    Days days = covers.days();
    return JsonMapper.shared()
        .writeValueAsString(
            new CoversText(
                text(covers.policy()),
                text(covers.cluster()),
                text(covers.database()),
                text(covers.collection()),
                text(covers.partition()),
                days == null ? null : text(days.from()),
                days == null ? null : text(days.to()),
                servers));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /** Throws if it is not of this form. */
  static CoversText read(String json) {
    return JsonMapper.shared()
        .readerFor(CoversText.class)
        .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .readValue(json);
  }

  /** The same for a cluster that may have another name now. */
  CoversText onServer(String server, String clusterNow) {
    boolean renamed =
        servers != null
            && servers.contains(server)
            && cluster != null
            && !new NameGlob(cluster).matches(clusterNow);
    return renamed
        ? new CoversText(policy, clusterNow, database, collection, partition, from, to, servers)
        : this;
  }

  /** Throws if it is not what {@link #write} wrote. */
  Covers covers() {
    return new Covers(
        glob(policy),
        glob(cluster),
        glob(database),
        glob(collection),
        glob(partition),
        from == null && to == null ? null : new Days(day(from), day(to)));
  }

  private static @Nullable NameGlob glob(@Nullable String text) {
    return text == null ? null : new NameGlob(text);
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    return text == null ? null : Days.day(text);
  }
}
