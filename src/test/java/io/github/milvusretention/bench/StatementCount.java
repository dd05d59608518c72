package io.github.milvusretention.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Counts what an application has its database execute; a batch of equal statements is one. */
final class StatementCount implements BeanPostProcessor {
  private static final AtomicLong EXECUTED = new AtomicLong();

  static long soFar() {
    return EXECUTED.get();
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource ? watch(bean, DataSource.class) : bean;
  }

  /** Watches what the methods of an object return, too. */
  private static Object watch(Object target, Class<?> type) {
    return Proxy.newProxyInstance(
        StatementCount.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, args) -> {
          if (method.getName().startsWith("execute")) {
            EXECUTED.incrementAndGet();
          }
          Object result = call(target, method, args);
          Class<?> returned = method.getReturnType();
          return result != null
                  && returned.isInterface()
                  && returned.getName().startsWith("java.sql.")
                  && !returned.getSimpleName().endsWith("MetaData")
                  && !returned.getSimpleName().equals("ResultSet")
              ? watch(result, returned)
              : result;
        });
  }

  private static Object call(Object target, Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
