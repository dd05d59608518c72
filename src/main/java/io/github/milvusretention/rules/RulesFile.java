package io.github.milvusretention.rules;

import io.github.milvusretention.milvus.Proxy;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.period.Keep;
import io.github.milvusretention.policy.hold.NameGlob;
import io.github.milvusretention.policy.settings.FieldUnit;
import io.github.milvusretention.policy.settings.Glob;
import io.github.milvusretention.policy.settings.NewRules;
import io.github.milvusretention.policy.settings.Share;
import io.github.milvusretention.policy.settings.StillWritten;
import io.github.milvusretention.policy.settings.WhenUnloaded;
import io.github.milvusretention.rules.console.ClientSecret;
import io.github.milvusretention.rules.console.Issuer;
import io.github.milvusretention.rules.console.PasswordHash;
import io.github.milvusretention.rules.console.Role;
import io.github.milvusretention.rules.console.TokenHash;
import io.github.milvusretention.rules.notify.EventType;
import io.github.milvusretention.rules.notify.SecretUrl;
import io.github.milvusretention.rules.notify.Target;
import io.github.milvusretention.rules.yaml.Text;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * The one list of keys with their types, defaults and limits, by which the file is read and bound;
 * {@code config/retention.schema.json} describes each. What is required is null where it is missing
 * or wrong; a mistake tells of that. What has a name is bound by itself, and the maps stay empty.
 */
record RulesFile(
    @Key(named = "cluster", example = "a name beneath it with uri: http://localhost:19530")
        @DefaultValue
        Map<String, ClusterKeys> clusters,
    @Key(
            named = "policy",
            example = "a name beneath it with cluster, collections, partitions and keep")
        @DefaultValue
        Map<String, PolicyKeys> policies,
    @Key(named = "hold") @DefaultValue Map<String, HoldKeys> holds,
    @Key(named = "target") @Name("notify") @DefaultValue Map<String, NotifyKeys> targets,
    @DefaultValue ConsoleKeys console,
    @Key(range = {"5s", "1h"}) @DefaultValue("30s") Duration leaseTime,
    @Key(range = {"1s", "1h"}) @DefaultValue("5m") Duration clockTolerance) {

  /** The keys of one cluster. */
  record ClusterKeys(
      @Key(example = "http://localhost:19530") @Nullable URI uri,
      @Key(secret = true) @Nullable Token token,
      @Key(range = {"1s", "10m"}) @DefaultValue("60s") Duration requestTimeout,
      @Key(range = {"1", "1000"}) @DefaultValue("5") int maxCallsPerSecond,
      @Key(range = {"1", "64"}) @DefaultValue("8") int readConcurrency,
      @Key(range = {"0s", "10m"}) @DefaultValue("60s") Duration retryBudget,
      @Nullable String sslBundle,
      @DefaultValue("false") boolean allowPlainHttp,
      @Key(secret = true) @Nullable Proxy proxy) {}

  /** The keys of one policy. */
  record PolicyKeys(
      @Key(example = "prod") @Nullable Text cluster,
      @DefaultValue("default") Glob database,
      @Key(example = "[quick_setup]") @DefaultValue List<Glob> collections,
      @DefaultValue List<Glob> excludeCollections,
      @Key(example = "[\"MMMM\"]") @DefaultValue List<Text> partitions,
      @Nullable Keep period,
      @Key(example = "P3M") @Nullable Keep keep,
      @Nullable Keep lead,
      @Key(range = {"0", "1000000"}) @DefaultValue("1") int keepNewest,
      @Key(range = {"1", "1000000"}) @DefaultValue("50") int maxDrops,
      @DefaultValue("50%") Share maxShare,
      @DefaultValue("accept") NewRules newRules,
      @DefaultValue("UTC") ZoneId zone,
      @DefaultValue("en") Locale locale,
      @Nullable Text schedule,
      @Key(range = {"1m", "3650d"}) @Nullable Duration maxAge,
      @Nullable LocalTime stopAfter,
      @Key(range = {"1", "64"}) @DefaultValue("4") int concurrency,
      @Key(range = {"1", "256"}) @DefaultValue("16") int releaseBatch,
      @Nullable Keep grace,
      @DefaultValue("keep") StillWritten stillWritten,
      @Nullable ContentCheckKeys contentCheck,
      @Name("notify") @DefaultValue List<Text> targets) {}

  /** The keys of a policy's content check. */
  record ContentCheckKeys(
      @Key(example = "created_at") @Nullable Text field,
      @Key(example = "seconds") @Nullable FieldUnit unit,
      @DefaultValue("keep") WhenUnloaded whenUnloaded) {}

  /** The keys of one hold. */
  record HoldKeys(
      @Nullable NameGlob policy,
      @Nullable NameGlob cluster,
      @Nullable NameGlob database,
      @Nullable NameGlob collection,
      @Nullable NameGlob partition,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Key(example = "the person or team who wants it") @Nullable String owner,
      @Key(example = "why the partitions must stay") @Nullable String reason,
      @Nullable LocalDate expires) {}

  /** The keys of one target that is told of what happens. */
  record NotifyKeys(
      @Key(example = "slack") Target.@Nullable Kind kind,
      @Key(secret = true, example = "${CHAT_URL}") @Nullable SecretUrl url,
      @DefaultValue List<EventType> events,
      @DefaultValue("false") boolean allowLocal) {}

  /** The keys of the console. */
  record ConsoleKeys(
      @DefaultValue("false") boolean readOnly,
      @Key(named = "user") @DefaultValue Map<String, UserKeys> users,
      @Nullable OidcKeys oidc,
      @Key(named = "token") @DefaultValue Map<String, TokenKeys> tokens) {}

  /** The keys of one user of the console. */
  record UserKeys(
      @Key(example = "\"{bcrypt}$2a$…\", as milvus-retention password prints it", secret = true)
          @Nullable PasswordHash password,
      @Key(example = "[viewer]") @DefaultValue List<Role> roles) {}

  /** The keys of the provider by which people log in. */
  record OidcKeys(
      @Key(example = "https://id.example.org/realms/ops") @Nullable Issuer issuer,
      @Key(example = "milvus-retention") @Nullable String clientId,
      @Key(example = "${OIDC_SECRET}", secret = true) @Nullable ClientSecret clientSecret,
      @DefaultValue("preferred_username") String nameClaim,
      @DefaultValue("groups") String groupsClaim,
      @DefaultValue List<String> scopes,
      @Nullable OidcRoleKeys roles) {}

  /** The groups that have each role. */
  record OidcRoleKeys(
      @DefaultValue List<String> viewer,
      @DefaultValue List<String> operator,
      @DefaultValue List<String> approver) {}

  /** The keys of one token of a program. */
  record TokenKeys(
      @Key(example = "sha256:…, as milvus-retention token prints it", secret = true)
          @Nullable TokenHash hash,
      @Key(example = "[viewer]") @DefaultValue List<Role> roles) {}
}
