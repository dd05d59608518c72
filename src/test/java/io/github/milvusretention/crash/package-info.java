/**
 * Tests with real processes of the jar, which are killed, paused, or started twice: nothing is lost
 * and nothing is dropped twice.
 */
@NullMarked
package io.github.milvusretention.crash;

import org.jspecify.annotations.NullMarked;
