package io.github.milvusretention.rules;

import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.period.Keep;
import io.github.milvusretention.policy.Glob;
import io.github.milvusretention.policy.Share;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The one list of keys with their types, defaults and limits. What is required is null where it is
 * missing or wrong; a mistake tells of that.
 */
record RulesFile(
    @Key("The Milvus and Zilliz endpoints, by name.") @DefaultValue
        Map<String, ClusterKeys> clusters,
    @Key("The retention rules, by name. The name is part of the history of runs.") @DefaultValue
        Map<String, PolicyKeys> policies,
    @Key(
            value = "How long the policy of a run that died stays locked.",
            range = {"5s", "1h"})
        @DefaultValue("30s")
        Duration leaseTime,
    @Key(
            value =
                "Guard: how far this machine's clock may be from the clocks of the cluster and of the"
                    + " repository.",
            range = {"1s", "1h"})
        @DefaultValue("5m")
        Duration clockTolerance) {

  /** The keys of one cluster. */
  record ClusterKeys(
      @Key(
              value = "Scheme, host and port of the server, no path.",
              example = "http://localhost:19530")
          @Nullable URI uri,
      @Key("user:password or an API key, best as ${MILVUS_TOKEN}. Without it none is sent.")
          @Nullable Token token,
      @Key(
              value = "How long the server may take for one request, in whole seconds.",
              range = {"1s", "10m"})
          @DefaultValue("60s")
          Duration requestTimeout,
      @Key(
              value = "Releases and drops sent per second, both counted, by this process.",
              range = {"1", "1000"})
          @DefaultValue("5")
          int maxCallsPerSecond,
      @Key(
              value =
                  "How long one partition waits for a server that asks to slow down or is not"
                      + " ready, and how long one question is asked again.",
              range = {"0s", "10m"})
          @DefaultValue("60s")
          Duration retryBudget,
      @Key(
              "The name of a bundle under spring.ssl.bundle that says which certificates to trust."
                  + " Without it those that the JVM trusts.")
          @Nullable String sslBundle) {}

  /** The keys of one policy. */
  record PolicyKeys(
      @Key(value = "The name of the cluster to work on.", example = "prod") @Nullable Text cluster,
      @Key("Name or glob (* and ?) of the databases to look into.") @DefaultValue("default")
          Glob database,
      @Key(value = "Names or globs of the collections to look into.", example = "[quick_setup]")
          @DefaultValue
          List<Glob> collections,
      @Key("Names or globs of collections to leave out.") @DefaultValue
          List<Glob> excludeCollections,
      @Key(
              value =
                  "java.time patterns, one of which must match all of a partition's name: uuuu-MM-dd,"
                      + " uuuu-MM, MMMM.",
              example = "[\"MMMM\"]")
          @DefaultValue
          List<Text> partitions,
      @Key(
              value =
                  "How long a partition is kept after its period has ended: P3M, P90D, P1Y, PT24H.",
              example = "P3M")
          @Nullable Keep keep,
      @Key(
              "How long before it begins a period without a year may be created. Default: one unit"
                  + " of the pattern.")
          @Nullable Keep lead,
      @Key(
              value = "Guard: so many of the newest periods of a collection always stay.",
              range = {"0", "1000000"})
          @DefaultValue("1")
          int keepNewest,
      @Key(
              value = "Guard: a run that would drop more partitions is refused whole.",
              range = {"1", "1000000"})
          @DefaultValue("50")
          int maxDrops,
      @Key(
              "Guard: a run that would drop a larger share of one collection's periods is refused"
                  + " whole.")
          @DefaultValue("50%")
          Share maxShare,
      @Key("The time zone in which days begin and the schedule runs: UTC, Europe/Berlin, +05:30.")
          @DefaultValue("UTC")
          ZoneId zone,
      @Key("The language of month and weekday names: en, tr, fr-FR.") @DefaultValue("en")
          Locale locale,
      @Key(
              "Quartz cron (second minute hour day month weekday) in the zone. Without it the policy"
                  + " runs only by hand.")
          @Nullable Text schedule,
      @Key(
              value =
                  "How old the last completed run may be before the daemon's health turns red."
                      + " Default: two intervals of the schedule.",
              range = {"1m", "3650d"})
          @Nullable Duration maxAge,
      @Key(
              value = "Collections worked on side by side.",
              range = {"1", "64"})
          @DefaultValue("4")
          int concurrency) {}
}
