package io.github.milvusretention.console.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;

/**
 * What a page may load, and where its forms may lead: nothing inline, nothing of others, in no
 * frame. Chromium counts what a form is redirected to as well.
 *
 * @param alsoFormsTo scheme, host and port of the one other place; empty for none
 */
record ContentPolicy(Supplier<Optional<String>> alsoFormsTo) implements HeaderWriter {

  static ContentPolicy ofThisSite() {
    return new ContentPolicy(Optional::empty);
  }

  @Override
  public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
    String also = alsoFormsTo.get().map(place -> " " + place).orElse("");
    new ContentSecurityPolicyHeaderWriter(
            "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
                + also
                + "; frame-ancestors 'none'")
        .writeHeaders(request, response);
  }
}
