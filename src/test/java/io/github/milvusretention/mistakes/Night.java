package io.github.milvusretention.mistakes;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.story.Ended;
import io.github.milvusretention.story.Installation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What can be got wrong before a night, and what the clusters hold. */
final class Night implements AutoCloseable {
  private final Path directory;
  private final Sandbox sandbox;
  private final List<Sandbox> others = new ArrayList<>();
  private Installation here;
  private String rules = Production.RULES;
  private Duration ahead = Duration.ZERO;

  Night(Path directory, Installation here, Sandbox sandbox) {
    this.directory = directory;
    this.here = here;
    this.sandbox = sandbox;
  }

  Installation here() {
    return here;
  }

  String rules() {
    return rules;
  }

  void write(String text) {
    rules = text;
    here.rules(text);
  }

  void replace(String before, String after) {
    if (!rules.contains(before)) {
      throw new IllegalArgumentException("the rules have no " + before);
    }
    write(rules.replace(before, after));
  }

  void variable(String name, String value) {
    here.variable(name, value);
  }

  void forget(String variable) {
    here.withoutVariable(variable);
  }

  void newRepository() {
    here =
        new Installation(Databases.H2, directory.resolve("new"), sandbox)
            .variable("DAYS_KEEP", Production.DAYS_KEEP);
    here.rules(rules);
  }

  void clock(String instant) {
    here.itIs(instant);
  }

  /** This machine's clock is so far ahead of all others. */
  void clockAhead(Duration by) {
    ahead = by;
  }

  Ended at(String instant, String command) {
    Instant now = Instant.parse(instant);
    sandbox.clock(Clock.fixed(now, ZoneOffset.UTC));
    here.itIs(now.plus(ahead).toString());
    return here.run(command);
  }

  void create(String collection, List<String> names) {
    Production.create(sandbox, Production.DB, collection, names);
  }

  void backfill(String collection, List<String> names) {
    Production.add(sandbox, collection, names);
  }

  void recreate(String collection, List<String> names) {
    sandbox.dropCollection(Production.DB, collection);
    create(collection, names);
  }

  void fill(String collection, String partition, long rows) {
    sandbox.rows(Production.DB, collection, partition, rows);
  }

  Sandbox anotherCluster() {
    Sandbox other = Sandbox.builder().token(Installation.TOKEN).seed(Production::build).start();
    others.add(other);
    return other;
  }

  /** Every partition of every cluster. */
  Set<String> partitions() {
    Set<String> all = new TreeSet<>(Production.partitions(sandbox));
    others.forEach(
        other -> Production.partitions(other).forEach(name -> all.add("other cluster: " + name)));
    return all;
  }

  @Override
  public void close() {
    here.restart();
    others.forEach(Sandbox::close);
    sandbox.close();
  }
}
