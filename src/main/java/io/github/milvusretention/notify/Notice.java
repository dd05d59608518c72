package io.github.milvusretention.notify;

import io.github.milvusretention.rules.notify.EventType;
import io.github.milvusretention.text.Visible;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that people are told.
 *
 * @param policy empty if it is about none
 * @param once two with the same text are one; null if it is told in any case
 * @param headline one line for people
 * @param details further lines for people, the last of which says what to do; may be empty
 * @param data for programs: texts, numbers, lists and maps
 */
record Notice(
    EventType type,
    String policy,
    @Nullable String once,
    String headline,
    String details,
    Map<String, Object> data) {
  private static final int LONGEST = 8000;

  /** What a person must do stands at the end, so that the middle is left out. */
  private static final int END = 1000;

  Notice {
    headline = Visible.line(headline);
    details = shortened(Visible.lines(details), LONGEST);
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  Notice once(@Nullable String other) {
    return new Notice(type, policy, other, headline, details, data);
  }

  /** All that is sent, whatever the kind of the target, as one JSON object. */
  String content() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("policy", policy);
    all.put("headline", headline);
    all.put("message", details);
    all.putAll(data);
    return JsonMapper.shared().writeValueAsString(all);
  }

  /** The beginning and the end. */
  static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Math.min(END, most / 2);
    return text.substring(0, most - end - 1) + "…" + text.substring(text.length() - end);
  }
}
