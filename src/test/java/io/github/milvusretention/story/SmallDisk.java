package io.github.milvusretention.story;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in memory that can be full. Only root on Linux can make one. */
final class SmallDisk implements AutoCloseable {
  private final Path root;

  private SmallDisk(Path root) {
    this.root = root;
  }

  static SmallDisk mount(Path at, int kilobytes) throws IOException {
    Files.createDirectories(at);
    assumeThat(
            command(
                "mount", "-t", "tmpfs", "-o", "mode=0700,size=" + kilobytes + "k", "x", at + ""))
        .as("whoever runs this may mount a file system")
        .isTrue();
    return new SmallDisk(at);
  }

  /** Writes until nothing more can be written. */
  void fill() {
    try (OutputStream filler = Files.newOutputStream(root.resolve("retention.filler"))) {
      while (true) {
        filler.write(new byte[1024]);
      }
    } catch (IOException full) {
      // As wanted.
    }
  }

  void grow(int kilobytes) {
    if (!command("mount", "-o", "remount,size=" + kilobytes + "k", root.toString())) {
      throw new IllegalStateException("the disk did not grow");
    }
  }

  @Override
  public void close() {
    command("umount", "--lazy", root.toString());
  }

  private static boolean command(String... words) {
    try {
      return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
