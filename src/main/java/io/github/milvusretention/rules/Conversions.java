package io.github.milvusretention.rules;

import static java.util.Map.entry;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Proxy;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.hold.Days;
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
import io.github.milvusretention.rules.notify.SecretUrl;
import io.github.milvusretention.rules.notify.Target;
import io.github.milvusretention.rules.values.Hour;
import io.github.milvusretention.rules.values.Language;
import io.github.milvusretention.rules.values.Lengths;
import io.github.milvusretention.rules.values.Zone;
import io.github.milvusretention.rules.yaml.Mistakes;
import io.github.milvusretention.rules.yaml.Text;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

/**
 * From texts to the types of {@link RulesFile}, for Spring Boot's binder. What is refused is a
 * mistake, and null or left out here.
 */
record Conversions(Mistakes mistakes) implements ConversionService {
  private static final Map<Class<?>, BiFunction<String, String[], Object>> BY_TYPE =
      Map.ofEntries(
          entry(int.class, Lengths::count),
          entry(Duration.class, Lengths::duration),
          entry(boolean.class, (text, range) -> truth(text)),
          entry(String.class, (text, range) -> text),
          entry(URI.class, (text, range) -> accept(text, Cluster::address)),
          entry(Token.class, (text, range) -> accept(text, Token::new)),
          entry(Proxy.class, (text, range) -> accept(text, Proxy::parse)),
          entry(Glob.class, (text, range) -> Glob.of(text)),
          entry(NameGlob.class, (text, range) -> new NameGlob(text)),
          entry(Target.Kind.class, (text, range) -> Target.Kind.parse(text)),
          entry(SecretUrl.class, (text, range) -> SecretUrl.parse(text)),
          entry(PasswordHash.class, (text, range) -> new PasswordHash(text)),
          entry(Issuer.class, (text, range) -> new Issuer(text)),
          entry(ClientSecret.class, (text, range) -> new ClientSecret(text)),
          entry(TokenHash.class, (text, range) -> new TokenHash(text)),
          entry(Role.class, (text, range) -> Role.parse(text)),
          entry(LocalDate.class, (text, range) -> Days.day(text)),
          entry(Keep.class, (text, range) -> Keep.parse(text)),
          entry(FieldUnit.class, (text, range) -> FieldUnit.parse(text)),
          entry(WhenUnloaded.class, (text, range) -> WhenUnloaded.parse(text)),
          entry(StillWritten.class, (text, range) -> StillWritten.parse(text)),
          entry(Share.class, (text, range) -> Share.parse(text)),
          entry(NewRules.class, (text, range) -> NewRules.parse(text)),
          entry(ZoneId.class, (text, range) -> Zone.of(text)),
          entry(LocalTime.class, (text, range) -> Hour.of(text)),
          entry(Locale.class, (text, range) -> Language.of(text)));

  /**
   * What is written for one key. Not a String or a List, so that Spring Boot's own converters leave
   * it alone: they would read {@code 0x10} as 16 and {@code 30} as 30 ms.
   */
  record Written(List<Text> texts) {}

  @Override
  public boolean canConvert(@Nullable TypeDescriptor from, TypeDescriptor to) {
    return from != null && canConvert(from.getType(), to.getType());
  }

  /** Defaults are a String or an array of one. */
  @Override
  public boolean canConvert(@Nullable Class<?> from, Class<?> to) {
    return from == Written.class
        || ((from == String.class || from == String[].class) && BY_TYPE.containsKey(to));
  }

  @Override
  public @Nullable Object convert(
      @Nullable Object value, @Nullable TypeDescriptor from, TypeDescriptor to) {
    if (!(value instanceof Written written)) {
      return convert(value instanceof String[] one ? one[0] : String.valueOf(value), to);
    }
    TypeDescriptor element = to.getElementTypeDescriptor();
    TypeDescriptor type = element == null ? to : element;
    List<?> converted = written.texts().stream().flatMap(text -> convert(text, type)).toList();
    return element != null ? converted : converted.isEmpty() ? null : converted.get(0);
  }

  @Override
  public <T> @Nullable T convert(@Nullable Object value, Class<T> to) {
    return to.cast(convert(value, null, TypeDescriptor.valueOf(to)));
  }

  private Stream<?> convert(Text text, TypeDescriptor to) {
    return to.getType() == Text.class
        ? Stream.of(text)
        : mistakes.check(text, value -> convert(value, to)).stream();
  }

  private static Object truth(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new RuleException("\"" + text + "\" is neither true nor false", "write true or false");
    }
    return Boolean.valueOf(text);
  }

  private static Object convert(String text, TypeDescriptor to) {
    Key key = to.getAnnotation(Key.class);
    String[] range = key == null ? new String[0] : key.range();
    return Objects.requireNonNull(BY_TYPE.get(to.getType()), to::toString).apply(text, range);
  }

  /** A cluster, a token and a proxy refuse with "problem; cure", and never repeat a secret. */
  private static Object accept(String text, Function<String, Object> made) {
    try {
      return made.apply(text);
    } catch (IllegalArgumentException e) {
      String[] parts = String.valueOf(e.getMessage()).split("; ", 2);
      throw new RuleException(parts[0], parts[parts.length - 1]);
    }
  }
}
