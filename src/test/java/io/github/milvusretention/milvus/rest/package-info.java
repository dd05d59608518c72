@NullMarked
package io.github.milvusretention.milvus.rest;

import org.jspecify.annotations.NullMarked;
