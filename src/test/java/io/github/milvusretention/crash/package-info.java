/**
 * The promise that nothing is lost and nothing dropped twice, put to the test with real processes
 * of the jar that are killed, paused and doubled.
 */
@NullMarked
package io.github.milvusretention.crash;

import org.jspecify.annotations.NullMarked;
