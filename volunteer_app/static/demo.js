// On the demonstration's sign-in page: a press fills in an account.
document.querySelectorAll("button[data-account]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    document.getElementById("account").value = button.dataset.account;
    document.getElementById("password").value = button.dataset.password;
    document.querySelector("main form button[type=submit]").focus();
  });
});
