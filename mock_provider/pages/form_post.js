// SPDX-License-Identifier: Apache-2.0
// Who has no JavaScript presses the button.
document.forms[0].submit();
