@NullMarked
package io.github.milvusretention.database;

import org.jspecify.annotations.NullMarked;
