/**
 * A Milvus REST v2 server in memory, for tests and for the demo: the routes this project uses, with
 * the answers, quirks and refusals of several server versions, and with faults on demand.
 */
@NullMarked
package io.github.milvusretention.sandbox;

import org.jspecify.annotations.NullMarked;
