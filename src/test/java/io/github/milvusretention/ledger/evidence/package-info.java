@NullMarked
package io.github.milvusretention.ledger.evidence;

import org.jspecify.annotations.NullMarked;
