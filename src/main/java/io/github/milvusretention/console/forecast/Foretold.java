package io.github.milvusretention.console.forecast;

import io.github.milvusretention.console.forecast.picture.Lane;
import io.github.milvusretention.forecast.Forecast;
import io.github.milvusretention.plan.Forecaster;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A forecast with all that is drawn of it.
 *
 * @param lanes one a collection
 * @param edited the same under the edited rules; null if nothing was edited
 * @param differs in one sentence, how the rules file differs from the rules in force; empty if it
 *     does not, or was not read
 */
record Foretold(
    Forecaster.Told told, List<Lane> lanes, @Nullable List<Lane> edited, String differs) {
  Forecast forecast() {
    return told.forecast();
  }
}
