package io.github.milvusretention.rules;

import io.github.milvusretention.rules.Conversions.Written;
import io.github.milvusretention.rules.yaml.Mistakes;
import io.github.milvusretention.rules.yaml.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;

/**
 * The values of one section after the other for Spring Boot's binder. One binder serves them all,
 * for it reads the records but once; not for several threads.
 */
final class Binding implements ConfigurationPropertySource {
  private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("section");

  private final Binder binder;
  private @Nullable Section section;

  Binding(Mistakes mistakes) {
    binder = new Binder(List.of(this), null, new Conversions(mistakes));
  }

  /** The values by their types. Each that is refused is null, or left out of its list. */
  <T extends Record> T bind(Section from, Class<T> type) {
    section = from;
    return binder.bindOrCreate(ROOT, Bindable.of(type), null);
  }

  @Override
  public @Nullable ConfigurationProperty getConfigurationProperty(ConfigurationPropertyName name) {
    Section of = find(name.getParent());
    List<Text> texts = of == null ? null : of.values().get(name.getLastElement(Form.DASHED));
    return texts == null
        ? null
        : new ConfigurationProperty(name, new Written(texts), texts.get(0).place());
  }

  /** The section of that name; null if nothing is written of it. */
  private @Nullable Section find(ConfigurationPropertyName name) {
    if (name.equals(ROOT)) {
      return section;
    }
    return section != null && ROOT.isParentOf(name)
        ? section.sections().get(name.getLastElement(Form.DASHED))
        : null;
  }

  @Override
  public ConfigurationPropertyState containsDescendantOf(ConfigurationPropertyName name) {
    return find(name) != null
        ? ConfigurationPropertyState.PRESENT
        : ConfigurationPropertyState.ABSENT;
  }
}
