@NullMarked
package io.github.milvusretention.database.schema;

import org.jspecify.annotations.NullMarked;
