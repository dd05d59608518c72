package io.github.milvusretention.clusters;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.period.RuleException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;

/**
 * The certificates to trust for each cluster, read once at the start, so that a mistake shows at
 * once.
 */
public final class TrustByBundle {
  private final Map<String, SSLContext> byCluster = new HashMap<>();

  /**
   * Reads the bundles that the clusters name.
   *
   * @param bundles asked for only if a cluster names one
   * @throws RuleException if there is no such bundle, or it cannot be read
   */
  public TrustByBundle(Collection<Cluster> clusters, Supplier<SslBundles> bundles) {
    for (Cluster cluster : clusters) {
      if (cluster.sslBundle() != null) {
        byCluster.put(cluster.name(), read(cluster.name(), cluster.sslBundle(), bundles.get()));
      }
    }
  }

  /** Null for the trust store of the JVM. */
  public @Nullable SSLContext of(Cluster cluster) {
    return byCluster.get(cluster.name());
  }

  private static SSLContext read(String cluster, String bundle, SslBundles bundles) {
    String value = "retention.clusters." + cluster + ".ssl-bundle: \"" + bundle + "\" ";
    try {
      return bundles.getBundle(bundle).createSslContext();
    } catch (NoSuchSslBundleException unknown) {
      throw new RuleException(
          value + "is not defined" + others(bundles),
          "define it, for example with spring.ssl.bundle.pem."
              + bundle
              + ".truststore.certificate in config/application.yaml");
    } catch (RuntimeException unusable) {
      throw new RuleException(
          value + "cannot be used, " + root(unusable).getMessage(),
          "correct its files and passwords under spring.ssl.bundle");
    }
  }

  private static String others(SslBundles bundles) {
    return bundles.getBundleNames().isEmpty()
        ? ""
        : " (there is " + String.join(", ", bundles.getBundleNames()) + ")";
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
