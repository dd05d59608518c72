package io.github.milvusretention.rules;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rules as text. The components are the known keys, and their defaults the defaults of the
 * rules; everything is text so that each value that does not convert gets a message of its own.
 *
 * @param clusters the Milvus and Zilliz endpoints, by name
 * @param policies the retention rules, by name
 * @param leaseTime how long a run that stopped without a word keeps its policy locked
 */
@ConfigurationProperties("retention")
record RulesFile(
    @DefaultValue Map<String, ClusterSection> clusters,
    @DefaultValue Map<String, PolicySection> policies,
    @DefaultValue("30s") String leaseTime) {

  /**
   * The keys of one cluster.
   *
   * @param uri scheme, host and port
   * @param token user:password or an API key
   * @param requestTimeout how long the server may take for one request
   * @param maxCallsPerSecond how many releases and drops are sent to it per second
   * @param retryBudget how long one question, or one partition, is tried again
   * @param sslBundle name of the SSL bundle that says which certificates to trust
   */
  record ClusterSection(
      @Nullable String uri,
      @Nullable String token,
      @DefaultValue("60s") String requestTimeout,
      @DefaultValue("5") String maxCallsPerSecond,
      @DefaultValue("60s") String retryBudget,
      @Nullable String sslBundle) {
    /** Never prints the token. */
    @Override
    public String toString() {
      return "the keys of a cluster";
    }
  }

  /**
   * The keys of one policy.
   *
   * @param cluster name of the cluster to work on
   * @param database name or glob of the databases to look into
   * @param collections names or globs of the collections to look into
   * @param excludeCollections names or globs of collections to leave out
   * @param partitions java.time patterns, one of which a whole partition name must match
   * @param period how long a period lasts of which the name gives the first day, hour or month
   * @param keep how long a partition is kept after its period has ended
   * @param lead how long before it begins a period without a year may be created
   * @param keepNewest how many of the newest periods of a collection always stay
   * @param maxDrops a run that would drop more partitions is refused whole
   * @param maxShare a run that would drop a larger share of one collection is refused whole
   * @param zone the time zone in which days begin and the schedule runs
   * @param locale the language of month and weekday names
   * @param schedule Quartz cron in the zone; without it the policy runs only by hand
   * @param maxAge how old the last completed run may be before the daemon's health turns red
   * @param concurrency collections worked on side by side
   */
  record PolicySection(
      @Nullable String cluster,
      @DefaultValue("default") String database,
      @DefaultValue List<String> collections,
      @DefaultValue List<String> excludeCollections,
      @DefaultValue List<String> partitions,
      @Nullable String period,
      @Nullable String keep,
      @Nullable String lead,
      @DefaultValue("1") String keepNewest,
      @DefaultValue("50") String maxDrops,
      @DefaultValue("50%") String maxShare,
      @DefaultValue("UTC") String zone,
      @DefaultValue("en") String locale,
      @Nullable String schedule,
      @Nullable String maxAge,
      @DefaultValue("4") String concurrency) {}
}
