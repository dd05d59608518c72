package io.github.milvusretention.console.access.local;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For pages behind a proxy that the user has declared with server.forward-headers-strategy. */
@Configuration(proxyBeanMethods = false)
public class ProxyBeans {
  @Bean
  static WebServerFactoryCustomizer<TomcatServletWebServerFactory> headersOfProxy(
      ServerProperties server) {
    return factory -> {
      if (server.getForwardHeadersStrategy() == ServerProperties.ForwardHeadersStrategy.FRAMEWORK) {
        factory.addEngineValves(new HeadersOfProxy());
      }
    };
  }
}
