@NullMarked
package io.github.milvusretention.console.web;

import org.jspecify.annotations.NullMarked;
