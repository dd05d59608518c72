package io.github.milvusretention.console.web.frame;

import io.github.milvusretention.text.Visible;
import java.util.List;
import java.util.Set;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.ICloseElementTag;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.model.IStandaloneElementTag;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Shows on every page what would not be seen as itself, as {@link Visible} does: whatever a
 * template writes has passed here. What stands in a field stays as it is, for it is sent back.
 */
class VisibleTexts extends AbstractDialect implements IPostProcessorDialect {
  private static final int LAST = 10_000;

  VisibleTexts() {
    super("visible");
  }

  @Override
  public int getDialectPostProcessorPrecedence() {
    return LAST;
  }

  @Override
  public Set<IPostProcessor> getPostProcessors() {
    return Set.of(new PostProcessor(TemplateMode.HTML, Handler.class, LAST));
  }

  /** Thymeleaf makes one for each page. */
  public static final class Handler extends AbstractTemplateHandler {
    private static final List<String> READ = List.of("title", "aria-label");
    private static final String FIELD = "textarea";

    private boolean inField;

    @Override
    public void handleText(IText text) {
      String given = text.getText();
      String visible = inField ? given : Visible.lines(given);
      super.handleText(
          visible.equals(given) ? text : getContext().getModelFactory().createText(visible));
    }

    @Override
    public void handleOpenElement(IOpenElementTag tag) {
      inField |= FIELD.equals(tag.getElementCompleteName());
      super.handleOpenElement(visible(tag));
    }

    @Override
    public void handleStandaloneElement(IStandaloneElementTag tag) {
      super.handleStandaloneElement(visible(tag));
    }

    @Override
    public void handleCloseElement(ICloseElementTag tag) {
      inField &= !FIELD.equals(tag.getElementCompleteName());
      super.handleCloseElement(tag);
    }

    private <T extends IProcessableElementTag> T visible(T tag) {
      T shown = tag;
      for (String name : READ) {
        String given = tag.getAttributeValue(name);
        if (given != null && !given.equals(Visible.line(given))) {
          shown = getContext().getModelFactory().setAttribute(shown, name, Visible.line(given));
        }
      }
      return shown;
    }
  }
}
