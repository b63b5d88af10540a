// ijavascript derives its sockets from ZeroMQ's by calling the constructor as a function, as was done before there were classes. The class of
// version 6 is told here to take the object that it is called on for its own.
const { EventEmitter } = require('node:events')
const zeromq = require('zeromq-6/v5-compat')

let called
Object.setPrototypeOf(zeromq.Socket, function () {
  return called
})

function Socket(type) {
  EventEmitter.call(this)
  called = this
  new zeromq.Socket(type)
}
Socket.prototype = zeromq.Socket.prototype

// Version 6 refuses an identity for a kind of socket that has no use for one.
const { setsockopt } = zeromq.Socket.prototype
zeromq.Socket.prototype.setsockopt = function (option, value) {
  return option === zeromq.ZMQ_IDENTITY && this.type === 'pub' ? this : setsockopt.call(this, option, value)
}

module.exports = { ...zeromq, Socket }
