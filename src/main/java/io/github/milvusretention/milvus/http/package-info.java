/** HTTP exchanges with a cluster: connections, TLS, timeouts, and whether a request was sent. */
@NullMarked
package io.github.milvusretention.milvus.http;

import org.jspecify.annotations.NullMarked;
