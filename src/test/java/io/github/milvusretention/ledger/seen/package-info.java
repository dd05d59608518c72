@NullMarked
package io.github.milvusretention.ledger.seen;

import org.jspecify.annotations.NullMarked;
