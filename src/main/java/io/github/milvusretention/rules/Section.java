package io.github.milvusretention.rules;

import io.github.milvusretention.rules.Conversions.Written;
import io.github.milvusretention.rules.yaml.Place;
import io.github.milvusretention.rules.yaml.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;

/**
 * One cluster, one policy, or the top of the rules, as a source for Spring Boot's binder.
 *
 * @param path for example {@code retention.policies.logs}
 * @param place of its name
 * @param values by key, one or more; only those that are written
 */
record Section(String name, String path, Place place, Keys keys, Map<String, List<Text>> values)
    implements ConfigurationPropertySource {
  private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("section");

  Section(String name, String path, Place place, Keys keys) {
    this(name, path, place, keys, new LinkedHashMap<>());
  }

  String at(String key) {
    return path + "." + key;
  }

  /** The values by their types. Each that is refused is null, or left out of its list. */
  <T extends Record> T bind(Class<T> type, Conversions conversions) {
    return new Binder(List.of(this), null, conversions).bindOrCreate(ROOT, Bindable.of(type), null);
  }

  @Override
  public @Nullable ConfigurationProperty getConfigurationProperty(ConfigurationPropertyName name) {
    List<Text> texts = ROOT.isParentOf(name) ? values.get(name.getLastElement(Form.DASHED)) : null;
    return texts == null
        ? null
        : new ConfigurationProperty(name, new Written(texts), texts.get(0).place());
  }

  @Override
  public ConfigurationPropertyState containsDescendantOf(ConfigurationPropertyName name) {
    return name.equals(ROOT)
        ? ConfigurationPropertyState.PRESENT
        : ConfigurationPropertyState.ABSENT;
  }
}
