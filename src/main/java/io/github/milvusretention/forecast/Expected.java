package io.github.milvusretention.forecast;

import io.github.milvusretention.period.Period;
import java.time.Instant;

/**
 * A partition that does not exist yet.
 *
 * @param created when it will be, as the newest ones were
 */
public record Expected(String name, Period period, Instant created) {}
