package io.github.milvusretention.story;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * The line between the program and its database. It counts what is sent, statements and commits,
 * and can be cut at any of them: what was under way is undone or, if the answer alone was lost,
 * done, and its connection is of no more use.
 */
final class Line implements BeanPostProcessor {
  /**
   * @param number of the statement or commit that fails, from 1
   * @param done whether the database does it before the line is cut
   * @param lasting whether the line stays cut until it is mended
   * @param state the SQLSTATE of the failure
   */
  record Cut(int number, boolean done, boolean lasting, String state) {
    static Cut at(int number, boolean done, boolean lasting) {
      return new Cut(number, done, lasting, "08006");
    }
  }

  private int sent;
  private BitSet commits = new BitSet();
  private @Nullable Cut planned;

  /** With which every statement fails until the line is mended. */
  private @Nullable String failing;

  /** Counts anew, and cuts the line when the count says so. */
  synchronized void plan(@Nullable Cut next) {
    sent = 0;
    commits = new BitSet();
    planned = next;
    failing = null;
  }

  /** From now on nothing goes through. */
  synchronized void cut() {
    failing = "08006";
  }

  synchronized void mend() {
    plan(null);
  }

  /** How many statements and commits were sent since the count began. */
  synchronized int sent() {
    return sent;
  }

  /** Whether nothing goes through now. */
  synchronized boolean isCut() {
    return isLost(failing);
  }

  /** The numbers of those that were commits. */
  synchronized BitSet commits() {
    return (BitSet) commits.clone();
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource source
        ? proxy(DataSource.class, (proxy, method, args) -> onSource(source, method, args))
        : bean;
  }

  private @Nullable Object onSource(DataSource source, Method method, Object @Nullable [] args)
      throws Throwable {
    if (!method.getName().equals("getConnection")) {
      return call(source, method, args);
    }
    synchronized (this) {
      if (isLost(failing)) {
        throw lost("08001");
      }
    }
    Connection real = (Connection) Objects.requireNonNull(call(source, method, args));
    Open open = new Open(real);
    return proxy(Connection.class, open);
  }

  private final class Open implements InvocationHandler {
    private final Connection real;
    private volatile boolean broken;

    Open(Connection real) {
      this.real = real;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
        throws Throwable {
      return switch (method.getName()) {
        case "close", "isClosed", "unwrap", "isWrapperFor", "toString", "hashCode", "equals" ->
            call(real, method, args);
        case "commit" -> send(real, method, args);
        case "createStatement", "prepareStatement", "prepareCall" -> {
          alive();
          Statement statement = (Statement) Objects.requireNonNull(call(real, method, args));
          yield proxy(method.getReturnType(), (p, m, a) -> onStatement(statement, m, a));
        }
        default -> {
          alive();
          yield call(real, method, args);
        }
      };
    }

    private @Nullable Object onStatement(
        Statement statement, Method method, Object @Nullable [] args) throws Throwable {
      return method.getName().startsWith("execute")
          ? send(statement, method, args)
          : call(statement, method, args);
    }

    private @Nullable Object send(Object target, Method method, Object @Nullable [] args)
        throws Throwable {
      Cut now = next(target == real);
      if (now == null) {
        return call(target, method, args);
      }
      if (now.done()) {
        call(target, method, args);
      }
      if (!real.getAutoCommit()) {
        real.rollback();
      }
      throw lost(now.state());
    }

    /** Null if nothing happens to what is sent next. */
    private @Nullable Cut next(boolean commit) throws SQLException {
      synchronized (Line.this) {
        alive();
        commits.set(++sent, commit);
        if (failing != null) {
          throw lost(failing);
        }
        Cut now = planned;
        if (now == null || now.number() != sent) {
          return null;
        }
        broken = isLost(now.state());
        failing = now.lasting() ? now.state() : null;
        return now;
      }
    }

    private void alive() throws SQLException {
      synchronized (Line.this) {
        if (broken) {
          throw new SQLException("Connection is closed");
        }
        if (isLost(failing)) {
          throw lost("08003");
        }
      }
    }
  }

  private static boolean isLost(@Nullable String state) {
    return state != null && state.startsWith("08");
  }

  private static SQLException lost(String state) {
    return new SQLException("the line to the database was cut", state);
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] args)
      throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object proxy(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(Line.class.getClassLoader(), new Class<?>[] {type}, handler);
  }
}
