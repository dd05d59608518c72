package io.github.milvusretention.console.access;

import io.github.bucket4j.TimeMeter;
import io.github.milvusretention.console.access.local.AddressNote;
import io.github.milvusretention.console.access.local.ProxyBeans;
import io.github.milvusretention.console.access.login.LogInLimit;
import io.github.milvusretention.console.access.login.LogInPage;
import io.github.milvusretention.console.access.login.LogInResult;
import io.github.milvusretention.console.access.login.LoginEvents;
import io.github.milvusretention.console.access.login.LongestSession;
import io.github.milvusretention.console.access.refusal.RefusalEvents;
import io.github.milvusretention.console.access.refusal.RefusedPage;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.console.User;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;

/** Who may see and act. */
@Configuration(proxyBeanMethods = false)
@Import({
  WebSecurityBeans.class,
  PersonArgument.class,
  AccessFrame.class,
  AddressNote.class,
  ProxyBeans.class,
  LogInPage.class,
  RefusedPage.class
})
public class AccessBeans {

  /** The first chain that matches a request is the only one that it passes. */
  @Bean
  @Order(1)
  static SecurityFilterChain actuatorChain(HttpSecurity http, WebEndpointProperties endpoints) {
    return ProgramChains.actuator(http, endpoints);
  }

  @Bean
  @Order(2)
  static SecurityFilterChain apiChain(
      HttpSecurity http, Rules rules, ObjectProvider<RefusalEvents> events) {
    return ProgramChains.api(http, rules.console(), TimeMeter.SYSTEM_MILLISECONDS, all(events));
  }

  @Bean
  @Order(3)
  static SecurityFilterChain pagesChain(
      HttpSecurity http,
      Rules rules,
      Clock clock,
      ObjectProvider<LoginEvents> listeners,
      ObjectProvider<RefusalEvents> events) {
    PagesChain pages = new PagesChain(rules.console(), all(events));
    if (!rules.console().hasLogIn()) {
      return pages.forThisMachine(http);
    }
    LogInLimit limit = new LogInLimit(TimeMeter.SYSTEM_MILLISECONDS);
    List<LoginEvents> told = listeners.orderedStream().toList();
    LongestSession sessions = new LongestSession(clock);
    return pages.forPeople(
        http, limit, sessions, new LogInResult(rules, limit, sessions, told), told);
  }

  /**
   * The provider of log-ins sends people back from its own pages. A cookie for this site alone
   * would stay behind on that way, and who has just logged in would be asked to.
   */
  @Bean
  static WebServerFactoryCustomizer<TomcatServletWebServerFactory> cookieOfSession(Rules rules) {
    return factory -> {
      if (rules.console().oidc() != null) {
        factory.getSettings().getSession().getCookie().setSameSite(Cookie.SameSite.LAX);
      }
    };
  }

  private static RefusalEvents all(ObjectProvider<RefusalEvents> listeners) {
    return (request, refusal) ->
        listeners.orderedStream().forEach(listener -> listener.refused(request, refusal));
  }

  @Bean
  static PasswordEncoder passwordEncoder(Rules rules) {
    return new DelegatingPasswordEncoder(
        "bcrypt", Map.of("bcrypt", new EvenPasswords(rules.console().users().values())));
  }

  /** Those of the rules file and no other; without one Spring Boot would make a user of its own. */
  @Bean
  static UserDetailsService users(Rules rules) {
    return name -> {
      User user = rules.console().users().get(name);
      if (user == null) {
        throw new UsernameNotFoundException("no user has that name");
      }
      return org.springframework.security.core.userdetails.User.withUsername(name)
          .password(user.password().value())
          .authorities(Roles.authorities(user.roles()))
          .build();
    };
  }
}
