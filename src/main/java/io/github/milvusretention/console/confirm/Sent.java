package io.github.milvusretention.console.confirm;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each form that asks for confirmation carries.
 *
 * @param reason may be empty
 * @param form tells the same form when it is sent twice; empty without one
 */
record Sent(String reason, String form) {
  static Sent of(Map<String, String> typed) {
    return new Sent(typed.getOrDefault("reason", ""), typed.getOrDefault("form", ""));
  }

  /** Null if the form has none, or one that was not made here. */
  @Nullable String token() {
    return Pages.sent(form);
  }

  /**
   * The form as it was sent.
   *
   * @param again whether its box is checked; null without such a box
   */
  Confirm.Form form(@Nullable Boolean again) {
    return new Confirm.Form(reason, again, form);
  }
}
