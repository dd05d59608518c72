/**
 * One row for each act of a person: who did what, from where, on what, why, and with what outcome.
 */
@NullMarked
package io.github.milvusretention.audit;

import org.jspecify.annotations.NullMarked;
