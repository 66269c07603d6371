// SPDX-License-Identifier: Apache-2.0
#pragma once

// Included by the sources that name Boost; no public header does.

#include <chrono>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace oauthspec::http {

namespace asio = boost::asio;
using boost::system::error_code;

// Everything of one connection runs on one io_context of one thread, so its type is said: no executor has to be erased.
using Executor = asio::io_context::executor_type;
using Tcp = asio::ip::tcp;
using Socket = asio::basic_stream_socket<Tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<Tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;
template <class T>
using Awaitable = asio::awaitable<T, Executor>;

/// Operations give back what happened, as a tuple that begins with an error_code. Its elements are taken out by number, once it has a
/// name: a structured binding of a co_await leaks in some compilers.
inline constexpr auto kNoThrow = asio::as_tuple(asio::use_awaitable_t<Executor>{});

}  // namespace oauthspec::http
