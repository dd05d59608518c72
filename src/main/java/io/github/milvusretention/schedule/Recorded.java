package io.github.milvusretention.schedule;

import java.time.Instant;
import java.util.Map;

/**
 * What the job repository says of the policies at one moment, by their names.
 *
 * @param lastSuccess when the last completed run ended
 * @param waiting how many partitions are released and wait to be dropped
 * @param refused the guards that refused the last plan
 */
record Recorded(
    Map<String, Instant> lastSuccess, Map<String, Integer> waiting, Map<String, String> refused) {}
