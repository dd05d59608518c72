/**
 * What may go: names to periods, verdicts, guards. Pure functions of their arguments: no I/O, no
 * Spring, no clock.
 */
@NullMarked
package io.github.milvusretention.policy;

import org.jspecify.annotations.NullMarked;
