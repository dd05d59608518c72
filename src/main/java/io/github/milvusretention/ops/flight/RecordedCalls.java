package io.github.milvusretention.ops.flight;

import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.rest.call.CallObserver;
import java.util.function.Consumer;

/** Writes an event for each call into the flight recorder, if one is running. */
public class RecordedCalls implements CallObserver {
  @Override
  public Consumer<Answer> sending(String cluster, String route) {
    MilvusCall call = new MilvusCall(cluster, route);
    call.begin();
    return answer -> {
      call.outcome = answer.outcome().name();
      call.commit();
    };
  }
}
