/** What was done to partitions and by which rules, for whoever has to prove it. */
@NullMarked
package io.github.milvusretention.ledger.evidence;

import org.jspecify.annotations.NullMarked;
