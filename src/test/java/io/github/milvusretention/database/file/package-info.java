@NullMarked
package io.github.milvusretention.database.file;

import org.jspecify.annotations.NullMarked;
