package io.github.milvusretention.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** All calls, in the order of arrival. */
final class CallLog {
  private final List<Call> calls = new ArrayList<>();
  private int lastNumber;

  synchronized Call add(
      String route, JsonNode body, Map<String, String> headers, boolean authorised) {
    Call call = new Call(++lastNumber, route, body, headers, authorised);
    calls.add(call);
    return call;
  }

  synchronized List<Call> all() {
    return List.copyOf(calls);
  }

  /** Removes the calls; the numbers continue. */
  synchronized void clear() {
    calls.clear();
  }
}
