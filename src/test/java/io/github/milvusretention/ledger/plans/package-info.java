@NullMarked
package io.github.milvusretention.ledger.plans;

import org.jspecify.annotations.NullMarked;
