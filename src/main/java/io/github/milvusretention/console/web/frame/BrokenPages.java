package io.github.milvusretention.console.web.frame;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * Answers with a page where one broke off while it was written, as by a mistake in its template:
 * Spring MVC asks no exception handler then, and Tomcat would answer without the headers of the
 * filters.
 */
class BrokenPages extends OncePerRequestFilter {
  private static final Logger log = LoggerFactory.getLogger(BrokenPages.class);

  private final ObjectProvider<ThymeleafViewResolver> views;

  BrokenPages(ObjectProvider<ThymeleafViewResolver> views) {
    this.views = views;
  }

  /** Within the filters of Spring Security, whose headers stay as they are. */
  @Bean
  static FilterRegistrationBean<BrokenPages> brokenPages(
      ObjectProvider<ThymeleafViewResolver> views) {
    FilterRegistrationBean<BrokenPages> filter =
        new FilterRegistrationBean<>(new BrokenPages(views));
    filter.setOrder(0);
    return filter;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return path.startsWith("/api/") || path.startsWith("/actuator/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException failure) {
      if (response.isCommitted()) {
        // Ends the connection, so that nobody takes what was sent for the whole.
        Broken unused = Broken.by(failure);
        throw failure;
      }
      Broken broken = Broken.by(failure);
      response.resetBuffer();
      response.setStatus(broken.status().value());
      answer(broken, request, response);
    }
  }

  private void answer(Broken broken, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      Objects.requireNonNull(views.getObject().resolveViewName("error", Locale.ENGLISH))
          .render(Map.of("title", broken.title(), "message", broken.message()), request, response);
    } catch (Exception again) {
      // The frame of all pages may be what is broken.
      log.error("console: the page for errors failed too", again);
      response.resetBuffer();
      response.setContentType(MediaType.TEXT_HTML_VALUE);
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      response.getWriter().write(plain(broken));
    }
  }

  private static String plain(Broken broken) {
    String title = HtmlUtils.htmlEscape(broken.title());
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><title>%s</title></head>\n".formatted(title)
        + "<body><main><h1>%s</h1><p role=\"alert\">%s</p></main></body></html>\n"
            .formatted(title, HtmlUtils.htmlEscape(broken.message()));
  }
}
