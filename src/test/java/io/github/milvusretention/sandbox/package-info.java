/**
 * A Milvus REST v2 server in memory, for tests and the demo: the routes that this project uses,
 * with the answers and errors of several server versions, and with faults on demand.
 */
@NullMarked
package io.github.milvusretention.sandbox;

import org.jspecify.annotations.NullMarked;
