package io.github.milvusretention.hold;

import io.github.milvusretention.policy.hold.Covers;
import io.github.milvusretention.policy.hold.Days;
import io.github.milvusretention.policy.hold.NameGlob;
import java.time.LocalDate;
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
    @Nullable String to) {

  static String write(Covers covers) {
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
                days == null ? null : text(days.to())));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /** Throws if it is not what {@link #write} wrote. */
  static Covers read(String json) {
    CoversText text =
        JsonMapper.shared()
            .readerFor(CoversText.class)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .readValue(json);
    return new Covers(
        glob(text.policy),
        glob(text.cluster),
        glob(text.database),
        glob(text.collection),
        glob(text.partition),
        text.from == null && text.to == null ? null : new Days(day(text.from), day(text.to)));
  }

  private static @Nullable NameGlob glob(@Nullable String text) {
    return text == null ? null : new NameGlob(text);
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    return text == null ? null : Days.day(text);
  }
}
