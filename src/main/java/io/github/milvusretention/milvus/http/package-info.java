/** One HTTP exchange with a cluster: connections, TLS, timeouts, what can have been sent. */
@NullMarked
package io.github.milvusretention.milvus.http;

import org.jspecify.annotations.NullMarked;
